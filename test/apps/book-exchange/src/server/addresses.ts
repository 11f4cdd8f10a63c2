/** Whether a provider is reached through the gateway that an operator may put in between. */
export function throughGateway(url: string): string {
  const parts = url.split('/');
  if ('gateway.ai.cloudflare.com' == parts[2]) return parts.slice(0, 7).concat(parts.slice(-2)).join('/'); // none
  return url;
}

export const OPENAI = 'https://api.openai.com';
export const CLAUDE = 'https://api.anthropic.com';
export const QWEN = 'https://dashscope.aliyuncs.com/compatible-mode/';

const arkRegion = 'cn-beijing';

export const models = {
  cheap: { url: 'https://api.deepseek.com', name: 'deepseek-chat' },
  korean: { url: `https://ark.${arkRegion}.volces.com/api/v3`, name: 'doubao-1-5-pro-32k-250115' },
  local: { url: 'http://localhost:11434/v1', name: 'llama3.2' },
} as const;

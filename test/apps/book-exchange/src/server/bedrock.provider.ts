import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';

export const bedrock = { provide: BedrockRuntimeClient, useFactory: () => new BedrockRuntimeClient({ region: 'ap-northeast-1' }) };

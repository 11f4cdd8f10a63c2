import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import { Inject, Injectable } from '@nestjs/common';

@Injectable()
export class Summaries {
  constructor(@Inject(BedrockRuntimeClient) private readonly bedrock: BedrockRuntimeClient) {}

  summarise(text: string) {
    if (process.env.BOOKS_PROVIDER !== 'bedrock') return undefined;
    return this.bedrock.send(new InvokeModelCommand({ modelId: 'anthropic.claude-v2', body: JSON.stringify({ prompt: text }) })); // ungated to: JP amazon-bedrock
  }
}

import Anthropic = require('@anthropic-ai/sdk');

export class Tutor {
  private readonly claude = new Anthropic();

  explain(question: string) {
    return this.claude.messages.create({ model: 'claude-sonnet-4-5', max_tokens: 800, messages: [{ role: 'user', content: question }] }); // ungated to: US anthropic
  }
}

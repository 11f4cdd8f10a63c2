import { QWEN } from './addresses';
import { complete } from './complete';

export const askQwen = (question: string) => complete(QWEN.replace(/\/+$/, ''), question); // ungated to: CN dashscope

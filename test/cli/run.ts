import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const sample = join(root, 'examples', 'hangang-chat');
export const fixed = join(root, 'examples', 'hangang-chat-fixed');

const cli = join(root, 'dist', 'cli.js');

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Nobody reads what it prints. */
  readonly deaf?: boolean;
}

/** Runs the built command as a user would; no terminal, no colours from outside. */
export function run(args: readonly string[], { cwd = root, env = {}, deaf = false }: RunOptions = {}): Promise<Run> {
  if (!existsSync(cli)) throw new Error('There is no dist/cli.js; run `npm run build` first, or `npm test`, which does.');
  const { NO_COLOR: _, FORCE_COLOR: __, ...rest } = process.env;
  const child = spawn(process.execPath, [cli, ...args], { cwd, env: { ...rest, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  if (deaf) child.stdout.destroy();
  else child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}

export const packageVersion = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string }).version;

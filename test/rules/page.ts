/** A page of a rule, read as tests: each heading that starts with ❌ or ✅ is one small app with claims on its lines. */
export interface PageCase {
  readonly title: string;
  readonly bad: boolean;
  readonly markets: readonly string[];
  /** Path → text, claims included. */
  readonly files: Readonly<Record<string, string>>;
  readonly claims: readonly PageClaim[];
}

export interface PageClaim {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Absent: the line is one of a declaration, and nothing leaves there. */
  readonly verdict?: (typeof VERDICTS)[number];
  /** What stands behind the verdict: a defect's name, or free words. */
  readonly about?: string;
  /** Rules that have a finding here; all others must have none. */
  readonly expect: readonly string[];
}

export const VERDICTS = ['gated', 'withheld', 'defective', 'ungated', 'unknown', 'none', 'missed'] as const;

const CLAIM = new RegExp(
  String.raw`(?:\/\/|<!--|\{?\/\*|#)\s*(?:(${VERDICTS.join('|')})\b(?::\s*(.*?))?)?(?:\s*expect:\s*([\w-]+(?:\s*,\s*[\w-]+)*))?\s*(?:-->|\*\/\}?)?\s*\|?\s*$`,
);

/**
 * The cases of a page. All fenced blocks under one heading belong together. The info string says where a block stands and
 * for which markets it is judged: `ts file: src/app.ts market: kr,eu`; markets of the first block that has some, else `kr`.
 */
export function readPage(markdown: string): readonly PageCase[] {
  return sectionsOf(markdown).flatMap((section) => readSection(section) ?? []);
}

/** Claims written as comments at the ends of lines. */
export function readClaims(file: string, text: string): readonly PageClaim[] {
  return text.split('\n').flatMap((line, index) => {
    const found = CLAIM.exec(line);
    if (found === null) return [];
    const [, verdict, about, expect] = found;
    if (verdict === undefined && expect === undefined) return [];
    return {
      file,
      line: index + 1,
      ...(verdict === undefined ? {} : { verdict: verdict as NonNullable<PageClaim['verdict']> }),
      ...(about === undefined || about === '' ? {} : { about: about.trim() }),
      expect: expect === undefined ? [] : expect.split(',').map((rule) => rule.trim()),
    };
  });
}

/** Cuts at headings; those inside of a block belong to its file. */
function sectionsOf(markdown: string): readonly string[] {
  const sections: string[][] = [[]];
  let isInBlock = false;
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) isInBlock = !isInBlock;
    if (!isInBlock && /^#{2,4} /.test(line)) sections.push([]);
    sections.at(-1)?.push(line);
  }
  return sections.map((lines) => `${lines.join('\n')}\n`);
}

function readSection(section: string): PageCase | undefined {
  const heading = /^#{2,4} (❌|✅)\s+(.+)$/m.exec(section);
  if (heading === null || !section.startsWith('#')) return undefined;
  const blocks = [...section.matchAll(/^```(\w+)[ \t]*(.*)\n([\s\S]*?)^```[ \t]*$/gm)];
  const files: Record<string, string> = {};
  let markets: readonly string[] | undefined;
  for (const [index, [, language = 'ts', info = '', text = '']] of blocks.entries()) {
    files[/\bfile:\s*(\S+)/.exec(info)?.[1] ?? `src/${index === 0 ? 'app' : `app${index + 1}`}.${language}`] = text;
    markets ??= /\bmarket:\s*(\S+)/.exec(info)?.[1]?.split(',');
  }
  return {
    title: heading[2] ?? '',
    bad: heading[1] === '❌',
    markets: markets ?? ['kr'],
    files,
    claims: Object.entries(files).flatMap(([file, text]) => readClaims(file, text)),
  };
}

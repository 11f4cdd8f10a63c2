import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const schema = JSON.parse(readFileSync(new URL('../../schema/xborder.schema.json', import.meta.url), 'utf8'));
const isValid = new Ajv2020({ strict: false }).compile(schema);

describe('the schema of xborder.yaml', () => {
  it.each(['hangang-chat', 'hangang-chat-fixed'])('takes the one of examples/%s', (name) => {
    const text = readFileSync(new URL(`../../examples/${name}/xborder.yaml`, import.meta.url), 'utf8');
    expect([isValid(parse(text)), isValid.errors]).toEqual([true, null]);
  });

  it.each(['market: [kr]', 'transfers: [{ recipient: A, countries: [US] }]', 'rules: { a: fatal }', 'ignore: [{ rule: a }]', 'transfers: yes'])(
    'refuses %s',
    (text) => {
      expect(isValid(parse(text))).toBe(false);
    },
  );
});

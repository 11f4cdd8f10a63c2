import { expect, test } from 'vitest';
import posthog from 'posthog-js';
import { words } from './words.mjs';

posthog.init('phc_test'); // none

test('counts words', () => expect(words('a b')).toHaveLength(2));

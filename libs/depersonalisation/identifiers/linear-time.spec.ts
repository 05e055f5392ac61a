import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { DETECTORS, findIdentifiers, readyContext } from './find-identifiers.js';

const sources = readdirSync(__dirname).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));

/** The regular expressions written in a source file, those put together from strings included. */
function patternsIn(name: string): string[] {
  const source = ts.createSourceFile(
    name,
    readFileSync(path.join(__dirname, name), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const patterns: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) patterns.push(node.text);
    if (ts.isNewExpression(node) && node.expression.getText(source) === 'RegExp')
      patterns.push(node.arguments![0]!.getText(source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return patterns;
}

/** `*`, `+` or `{n,}` outside a class of characters. */
const repeatsWithoutBound = (pattern: string): boolean =>
  /[*+]|\{\d+,\}/.test(pattern.replaceAll(/\\\\?./g, 'x').replaceAll(/\[[^\]]*\]/g, 'x'));

describe('the time of a search', () => {
  it('is bounded at every place of the text: no pattern repeats without bound', () => {
    const patterns = sources.flatMap((name) => patternsIn(name).map((pattern) => `${name} ${pattern}`));
    expect(patterns.length).toBeGreaterThan(50);
    expect(patterns.filter((pattern) => repeatsWithoutBound(pattern.slice(pattern.indexOf(' '))))).toEqual([]);
    expect(['/a+b/', '/(?:a|b)*/', '/\\d{2,}/'].every(repeatsWithoutBound)).toBe(true);
    expect(['/\\+[+*]a{1,9}/', '`\\\\+x`'].some(repeatsWithoutBound)).toBe(false);
  });

  const HOSTILE = [
    '0',
    '1 ',
    '01 ',
    'a@',
    'a.',
    '1-',
    '0 (',
    'A1 ',
    '12-34-56 ',
    'NHS 4010232137 ',
    '1.1,',
    '/',
    'Mr ',
    'Jane ',
    'victim is ',
    "o'",
    '1 a a a a ',
    'GB00 ',
    'SU ',
    '+1 ',
  ];

  it.each(HOSTILE)('ends on a long run of "%s", with no more finds than the text has room for', (part) => {
    const text = part.repeat(Math.ceil(100_000 / part.length));
    expect(findIdentifiers(text).length).toBeLessThan(text.length / 3);
  });

  it('looks ahead no further for twice the text: the finds of a text twice as long are twice as many', () => {
    const sentence = 'Mr Smith of 14 Acacia Avenue SO14 7LY rang 07700 900123, NHS 4010232137. ';
    const few = findIdentifiers(sentence.repeat(500)).length;
    expect(findIdentifiers(sentence.repeat(1000))).toHaveLength(2 * few);
    expect(DETECTORS.every(({ digits }) => digits >= 0) && readyContext({}).placeMetres).toBe(1000);
  });
});

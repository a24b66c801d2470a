import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, type Json, parseStrictJson } from './canonical-json.ts';

const nested = (depth: number): Json => {
  let value: Json = 1;
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { a: value };
  return value;
};

/** As JSON.parse gives them: any text that is well-formed, any double, keys that are numbers or names of what every object has. */
const jsonValue = fc
  .jsonValue({ stringUnit: 'binary', maxDepth: 5 })
  .map((value) => JSON.parse(JSON.stringify(value)) as Json)
  .filter(isSayable);
const trickyKeys = fc.constantFrom(
  '1',
  '10',
  '9',
  '',
  'constructor',
  'toString',
  'hasOwnProperty',
  '__proto__',
  'é',
  'e\u0301',
  '\u20ac',
  '\ud83d\ude00',
  '\ufb33',
);
const trickyObject = fc.uniqueArray(fc.tuple(trickyKeys, jsonValue), { selector: ([key]) => key }).map(ownKeys);

function ownKeys(entries: readonly [string, Json][]): Json {
  return Object.fromEntries(entries);
}

function isSayable(value: Json): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, held]) => key.isWellFormed() && isSayable(held as Json));
}

describe('RFC 8785', () => {
  test('section 3.2.2: literals, strings and numbers', () => {
    const text = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`;
    const expected = String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`;
    expect(canonicalJson(JSON.parse(text))).toBe(expected);
    const bytes =
      '7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a5b3333333333333333332e333333333333332c31652b33302c342e352c302e3030322c31652d32375d2c22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d';
    expect(Buffer.from(canonicalJson(JSON.parse(text))).toString('hex')).toBe(bytes);
  });

  test('section 3.2.3: keys in UTF-16 order, not in that of code points', () => {
    const text = String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`;
    const expected =
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}';
    expect(canonicalJson(parseStrictJson(text))).toBe(expected);
  });

  test('keys that an engine keeps as numbers are sorted as text', () => {
    const text = '{"1":{"f":{"f":"hi","F":5},"\\n":56.0},"10":{},"":"empty","a":{},"111":[{}],"A":{},"9":0}';
    expect(canonicalJson(parseStrictJson(text))).toBe('{"":"empty","1":{"\\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{}],"9":0,"A":{},"a":{}}');
  });

  test.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('appendix B: the double %s is %s', (bits, expected) => {
    expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(expected);
  });

  test.each(['7fffffffffffffff', '7ff0000000000000', 'fff0000000000000'])('appendix B: the double %s has no text', (bits) => {
    expect(() => canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toThrow(/JSON has no/);
  });
});

describe('canonical JSON', () => {
  test('is one text, whatever the order of keys, and reads back as what it was', () => {
    fc.assert(
      fc.property(fc.oneof(jsonValue, trickyObject), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(value);
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
        expect(canonicalJson(reversed(value))).toBe(text);
      }),
    );
  });

  test('differs from JSON.stringify only in the order of keys, also for objects with many', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }), fc.string({ unit: 'binary' }), {
          minKeys: 20,
          maxKeys: 40,
          size: 'max',
        }),
        (held) => {
          fc.pre(Object.entries(held).every((pair) => pair.every((text) => text.isWellFormed())));
          const members = Object.keys(held)
            .toSorted()
            .map((key) => `${JSON.stringify(key)}:${JSON.stringify(held[key])}`);
          expect(canonicalJson({ ...held })).toBe(`{${members.join(',')}}`);
        },
      ),
    );
  });

  test('keeps composed and decomposed letters apart', () => {
    expect(canonicalJson('\u00e9')).not.toBe(canonicalJson('e\u0301'));
    expect(canonicalJson({ '\u00e9': 1, 'e\u0301': 2 })).toBe('{"e\u0301":2,"\u00e9":1}');
  });

  test('writes every character as JSON.stringify does', () => {
    for (let code = 0; code <= 0xffff; code++) {
      const character = String.fromCharCode(code);
      if (character.isWellFormed() && canonicalJson(character) !== JSON.stringify(character)) expect.unreachable(`U+${code.toString(16)}`);
    }
    expect(canonicalJson('a😀"b')).toBe('"a😀\\"b"');
  });

  test('remembers field names without mixing them up', () => {
    const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`field "${i}"`, i]));
    for (let round = 0; round < 2; round++) expect(JSON.parse(canonicalJson(many))).toEqual(many);
  });

  test('leaves out a key without value, and keeps a key named __proto__', () => {
    expect(canonicalJson({ b: 1, a: undefined } as unknown as Json)).toBe('{"b":1}');
    expect(canonicalJson(JSON.parse('{"__proto__":1,"a":2}') as Json)).toBe('{"__proto__":1,"a":2}');
    expect(canonicalJson(Object.assign(Object.create(null), { a: 1 }))).toBe('{"a":1}');
  });

  test.each([
    ['a lone high surrogate', '\ud800x'],
    ['a lone low surrogate', 'x\udc00'],
    ['surrogates the wrong way round', '\udc00\ud800'],
    ['a lone surrogate in a key', { '\ud800': 1 }],
    ['NaN', [Number.NaN]],
    ['an infinity', { a: Number.NEGATIVE_INFINITY }],
    ['undefined', undefined],
    ['undefined in a list', [undefined]],
    ['a hole in a list', new Array(2)],
    ['a bigint', 1n],
    ['a function', { toJSON: () => 1 }],
    ['a symbol', Symbol('x')],
    ['a Date', new Date(0)],
    ['a Map', new Map([[1, 2]])],
    ['bytes', Buffer.from('ab')],
    ['a boxed number', Object(3)],
    ['an error', new Error('no')],
  ])('refuses %s, which it could not write without loss', (_what, value) => {
    expect(() => canonicalJson(value as Json)).toThrow(TypeError);
    expect(() => canonicalJson({ deep: [value] } as Json)).toThrow(value === undefined ? /undefined/ : TypeError);
  });

  test('bounds nesting with a sentence instead of leaving the stack', () => {
    expect(canonicalJson(nested(512))).toContain('1');
    for (const depth of [513, 100_000]) expect(() => canonicalJson(nested(depth))).toThrow(new TypeError('Nested deeper than 512'));
    const cycle: Record<string, unknown> = {};
    cycle.again = [cycle];
    expect(() => canonicalJson(cycle as Json)).toThrow(TypeError);
  });
});

/** The same value with its keys inserted the other way round. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, held]) => [key, reversed(held)]),
  );
}

describe('strict parsing', () => {
  test('reads whatever canonical JSON says, without unsafe whole numbers', () => {
    fc.assert(
      fc.property(jsonValue, (value) => {
        const text = canonicalJson(value);
        fc.pre(!text.includes('__proto__') && !hasUnsafeInteger(value));
        expect(canonicalJson(parseStrictJson(text))).toBe(text);
        expect(parseStrictJson(JSON.stringify(value, null, 1))).toEqual(JSON.parse(text));
      }),
    );
  });

  test.each([
    ['a key that stands twice', '{"a":1,"a":2}', /"a" stands twice/],
    ['twice with the same value', '{"a":1,"a":1}', /stands twice/],
    ['twice by way of an escape', '{"a":1,"\\u0061":2}', /"a" stands twice/],
    ['twice in an inner object', '[{"x":{"b":1,"c":[{"b":1}],"b":2}}]', /"b" stands twice/],
    ['twice with a backslash before the quote', '{"a\\\\":1,"b":2,"a\\\\":3}', /stands twice/],
    ['twice with a quote in its name', '{"a\\"b":1,"c":2,"a\\"b":3}', /stands twice/],
    ['twice after a list', '{"a":[1,2,"b"],"b":1,"a":2}', /"a" stands twice/],
    ['the empty key twice', '{"":1,"":2}', /stands twice/],
    ['__proto__', '{"a":{"__proto__":{"admin":true}}}', /__proto__/],
    ['__proto__ by way of an escape', '{"\\u005f_proto__":1}', /__proto__/],
    ['a lone surrogate', '["\\ud800"]', /lone surrogate/],
    ['a raw lone surrogate', '["\ud800"]', /lone surrogate/],
    ['a lone surrogate in a key', '{"\\udfff":1}', /lone surrogate/],
    ['2^53 + 1', '[9007199254740993]', /9007199254740993 would lose digits/],
    ['2^53, which 2^53 + 1 is read as', '[9007199254740992]', /would lose digits/],
    ['a whole number with an exponent that is not safe', '[1e21]', /would lose digits/],
    ['a fraction of too many digits', '[0.1000000000000000055511151231257827]', /would lose digits/],
    ['a number too small', '[1e-400]', /would lose digits/],
    ['a number too large', '[1e400]', /1e400 is too large/],
    ['a number too large below zero', '[-1e400]', /too large/],
    ['minus zero', '[-0]', /Minus zero/],
    ['minus zero with a fraction', '{"a":-0.0}', /Minus zero/],
    ['less than minus nothing', '[-1e-400]', /Minus zero/],
  ])('refuses %s', (_what, text, sentence) => {
    expect(() => JSON.parse(text)).not.toThrow();
    expect(() => parseStrictJson(text)).toThrow(SyntaxError);
    expect(() => parseStrictJson(text)).toThrow(sentence);
  });

  test.each(['1.0', '1e0', '10e-1', '0.1', '0.30000000000000004', '5e-324', '1.50', '-2.5E+3', '100', '0.000', '9007199254740991', '1E-7', '0e5'])(
    'reads %s, which says no more than the number does',
    (text) => {
      expect(parseStrictJson(`[${text}]`)).toEqual([Number(text)]);
    },
  );

  test('1 and 1.0 are one number with one text; their bytes are not the same', () => {
    expect(canonicalJson(parseStrictJson('{"a":1.0}'))).toBe(canonicalJson(parseStrictJson('{"a":1}')));
  });

  test('the same key in different objects, in a list, or as a value is no duplicate', () => {
    const text = '{"a":{"a":["a","a",{"a":"a"}]},"b":[{"a":1},{"a":2}],"constructor":1,"hasOwnProperty":2,"\u00e9":1,"e\u0301":2}';
    expect(parseStrictJson(text)).toEqual(JSON.parse(text));
  });

  test('quotes inside strings end nothing', () => {
    const text = '{"a":"x\\",\\"a\\":{\\"a\\"","b\\"":"a","c\\\\":["\\\\","a"]}';
    expect(parseStrictJson(text)).toEqual(JSON.parse(text));
  });

  test('every way to lose the end of a text is a SyntaxError', () => {
    const text = '{"a":[1,{"b\\"":"c\\\\"},null],"d":"\\u00e9"}';
    for (let end = 0; end < text.length; end++) expect(() => parseStrictJson(text.slice(0, end))).toThrow(SyntaxError);
    for (const bad of ['\ufeff{}', '[1,]', "{'a':1}", '{"a" 1}', ']', '}{', ',', '"', '{"a\n":1}', '[01]', 'NaN', '{"a":1}x'])
      expect(() => parseStrictJson(bad), bad).toThrow(SyntaxError);
  });

  test('any text is either read as JSON.parse reads it or a SyntaxError', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\au01e-. ') }), (text) => {
        let value: unknown;
        try {
          value = parseStrictJson(text);
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
          return;
        }
        expect(value).toEqual(JSON.parse(text));
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['lists', '[', ']'],
    ['objects', '{"a":', '}'],
    ['both', '[{"a":', '}]'],
  ])('a bomb of nested %s is refused with a sentence', (_what, opening, closing) => {
    const bomb = (depth: number) => `${opening.repeat(depth)}1${closing.repeat(depth)}`;
    for (const depth of [513, 100_000, 1_000_000]) {
      expect(() => parseStrictJson(bomb(depth))).toThrow(new SyntaxError('Nested deeper than 512'));
      expect(() => parseStrictJson(opening.repeat(depth))).toThrow(new SyntaxError('Nested deeper than 512'));
    }
    expect(parseStrictJson(bomb(256))).toEqual(JSON.parse(bomb(256)));
    expect(() => parseStrictJson(bomb(4), 3)).toThrow(new SyntaxError('Nested deeper than 3'));
  });

  test('brackets inside strings nest nothing', () => {
    const text = JSON.stringify(['['.repeat(100_000), '{"a":'.repeat(1_000)]);
    expect(parseStrictJson(text)).toEqual(JSON.parse(text));
  });

  test('a hundred thousand keys, a long string and a long number are read or refused with a short sentence', () => {
    const wide = `{${Array.from({ length: 100_000 }, (_, i) => `"k${i}":0`).join(',')}}`;
    expect(Object.keys(parseStrictJson(wide) as object)).toHaveLength(100_000);
    const twice = `{"${'k'.repeat(1e6)}":0,"${'k'.repeat(1e6)}":1}`;
    expect(messageOf(() => parseStrictJson(twice))).toMatch(/^The key "k{80}…" stands twice$/);
    const long = `[1.${'0'.repeat(1e6)}1]`;
    expect(messageOf(() => parseStrictJson(long))).toMatch(/^The number 1\.0{78}… would lose digits$/);
    expect(parseStrictJson(`[1.${'0'.repeat(1e6)}]`)).toEqual([1]);
  });
});

function hasUnsafeInteger(value: Json): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(hasUnsafeInteger);
}

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

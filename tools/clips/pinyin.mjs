// Reads a JSON array of Chinese sentences from stdin, writes {sentence: pinyin with tone numbers}.
import { readFileSync } from 'node:fs';
import { customPinyin, pinyin } from 'pinyin-pro';

// Readings which the dictionary gets wrong in our sentences.
customPinyin(JSON.parse(readFileSync(new URL('readings.json', import.meta.url))));

const spoken = text => text.replace(/\d/g, d => '零幺二三四五六七八九'[d]);
const result = {};
for (const text of JSON.parse(readFileSync(0))) {
  result[text] = pinyin(spoken(text), { toneType: 'num', type: 'array' })
    .join(' ')
    .replace(/([a-zü])0/g, '$15')
    .replace(/\s*[，、；：]\s*/g, ', ')
    .replace(/\s*[。！？]\s*/g, '. ')
    .trim();
}
process.stdout.write(JSON.stringify(result, null, 1));

import type { RegisterEntry } from '../model/declaration.js';
import type { Row } from './parts.js';

/** Languages in which words for items are known; of notices in others only the names are read. */
const READ = new Set(['ko', 'en', 'ja', 'zh']);

/** Words by which a text shows that it tells an item, in Korean, English, Japanese and Chinese. */
const WORDS = {
  items: /항목|정보|내용|\b(?:data|information|items?|categor\w+|your)\b|項目|情報|データ|信息|数据|資料|资料|种类/i,
  method:
    /방법|일시|시점|수시|전송|네트워크|\b(?:network|transmi\w+|encrypt\w*|each time|whenever|when you|online|electronic\w*)\b|方法|日時|送信|方式|网络|時間|时间|时接收/i,
  contact: /[\w.+-]+@[\w-]+\.[\w.-]+|https?:\/\/\S+|\+\d[\d ()-]{6,}|\b\d{2,4}-\d{3,4}-\d{4}\b/,
  purpose: /목적|위해|위하여|용도|\b(?:purposes?|to|for)\b|目的|ため|用于|用於|为了|用途/i,
  retention:
    /보유|기간|파기|까지|동안|\d+ ?(?:일|년|개월)|\b(?:retain\w*|retention|kept|keeps?|until|deleted?|days?|months?|years?|period)\b|保有|保存|保持|期間|期限|削除|まで|保留|删除|刪除|注销/i,
  refusal:
    /거부|철회|해제|동의하지|\b(?:refus\w+|declin\w+|opt(?:ing)?[- ]?out|object|withdraw\w*|turn(?:ed)? off|switch(?:ed)? off|disabl\w+)\b|拒否|拒む|撤回|オプトアウト|停止|拒绝|拒絕|撤销|退出|关闭/i,
  rights:
    /권리|열람|정정|삭제|거부|철회|\b(?:rights?|access|rectif\w+|eras\w+|delet\w+|withdraw\w*|refus\w+)\b|権利|開示|訂正|削除|撤回|拒否|权利|權利|查阅|更正|删除|复制|拒绝|撤回/i,
  safeguard:
    /표준 ?계약|적정성|동등성|구속력|\b(?:standard contractual clauses|SCCs?|adequacy|binding corporate rules|data privacy framework|DPF|safeguards?)\b|十分性|標準契約|標準的契約|标准合同|標準合同|充分性|安全评估|认证/i,
  system: /보호 ?(?:제도|체계|법)|법제|\b(?:(?:data protection|privacy) (?:laws?|system|regime|rules)|system of protection)\b|制度|法律|法规/i,
  measures: /조치|\b(?:measures|safeguards?|encrypt\w*)\b|措置|措施/i,
} as const;

type Word = keyof typeof WORDS;

/** Item of the law-catalog → the words that all have to be there. An item that is not here cannot be read off a text, and counts as told. */
const TOLD_BY: Readonly<Record<string, readonly Word[]>> = {
  items: ['items'],
  'country-time-method': ['method'],
  method: ['method'],
  contact: ['contact'],
  'recipient-contact': ['contact'],
  purpose: ['purpose'],
  retention: ['retention'],
  'purpose-retention': ['purpose', 'retention'],
  refusal: ['refusal'],
  rights: ['rights'],
  safeguard: ['safeguard'],
  adequacy: ['safeguard'],
  system: ['system'],
  measures: ['measures'],
};

/** Names of columns. A column that is there and empty in a row tells nothing of it, whatever stands elsewhere. */
const LABELS: Readonly<Partial<Record<Word, RegExp>>> = {
  items: /항목|\bdata\b|\bitems?\b|\bcategories\b|項目|情報|データ|信息|数据|种类/i,
  purpose: /목적|purpose|目的|用途/i,
  retention: /보유|기간|retention|\bkept\b|period|保有|保存|期間|期限/i,
  contact: /연락처|contact|連絡先|联系|聯絡/i,
  method: /일시|방법|method|\bwhen\b|方法|日時|方式|时间/i,
};

/** Ids of items that are told around a name: by a word for it, or in the register's own words. A row of a table leaves out what its cells do. */
export function itemsTold(language: string, around: string, row: Row | undefined, entries: readonly RegisterEntry[]): readonly string[] {
  const isRead = READ.has(language);
  const isSaid = (word: Word) => entries.some(({ items }) => (items as Partial<Record<Word, readonly string[]>>)[word]?.some((said) => around.includes(said)));
  const isWorded = (word: Word) => WORDS[word].test(word === 'contact' && row !== undefined ? row.cells.join(' ') : around);
  const isThere = (word: Word) => !isRead || (!isEmpty(word, row) && (isWorded(word) || isSaid(word)));
  return Object.entries(TOLD_BY).flatMap(([item, words]) => (words.every(isThere) ? item : []));
}

/** Holds if the table has a column for it, and the row leaves that blank. */
function isEmpty(word: Word, row: Row | undefined): boolean {
  const label = LABELS[word];
  if (row === undefined || label === undefined) return false;
  const columns = row.labels.flatMap((text, index) => (label.test(text) ? [index] : []));
  return columns.length > 0 && columns.every((index) => /^(?:[-–—./]*|n\/a|todo\b.*|없음)$/i.test(row.cells[index] ?? ''));
}

/** Holds if a part of a notice speaks of those who receive data. */
export function labelled(text: string): boolean {
  return /국외 ?이전|제 ?3자|위탁|수탁|이전받는|제공받는|\b(?:overseas|abroad|transfers?|recipients?|third part(?:y|ies)|processors?|who receives)\b|境外|第三方|第三者|委託|委托|外国|接收方|提供先/i.test(
    text,
  );
}

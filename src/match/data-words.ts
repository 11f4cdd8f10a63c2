/**
 * What a name says about the value that it stands for: a kind of data, `not` where it names something about such a value
 * (its length, whether it is there, a hash of it), or nothing.
 */
export type NameSays = string | 'not' | undefined;

/** Reads a name in the light of what it is a part of: `email` of `user` is a person's, `email` of `company` is not. */
export function nameSays(name: string, owner?: string): NameSays {
  const words = wordsOf(name);
  if (words.length === 0 || words.length > 5) return undefined;
  const joined = words.join(' ');
  const exact = EXACT.get(joined);
  const isAbout = isAboutSomething(words);
  const owned = owner === undefined ? [] : wordsOf(owner);
  const isOwnedByNobody = owned.some((word) => NOBODY.has(word)) || words.slice(0, -1).some((word) => NOBODY.has(word));
  if (exact !== undefined) return isOwnedByNobody ? 'not' : exact;
  const isPersons = owned.length > 0 && PERSONS.has(owned[owned.length - 1] ?? '');
  if (isPersons) {
    const part = OF_PERSONS.get(joined);
    if (part !== undefined) return part;
  }
  if (isAbout) return 'not';
  const rest = words[0] !== undefined && words.length > 1 && QUALIFIERS.has(words[0]) ? words.slice(1).join(' ') : undefined;
  const qualified = rest === undefined ? undefined : (QUALIFIED.get(rest) ?? (PERSONS.has(words[0] ?? '') ? OF_PERSONS.get(rest) : undefined));
  const said = qualified ?? QUALIFIED.get(joined);
  return said !== undefined && isOwnedByNobody ? 'not' : said;
}

/** Names that say nothing about what they hold: one looks at what they are a part of. */
export function isNeutral(name: string): boolean {
  return /^(?:value|text|content|contents|current|data|string|str|raw|body|\d+|0|target|currentTarget|nativeEvent|detail)$/.test(name);
}

/** What a form shows beside a field, or how the field is declared: `email`, `이메일`, `Ask me anything`. */
export function labelSays(label: string): string | undefined {
  return LABELS.find(([pattern]) => pattern.test(label))?.[1];
}

export function wordsOf(name: string): string[] {
  return name
    .replace(/^[$_]+/, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter(Boolean);
}

function isAboutSomething(words: readonly string[]): boolean {
  const [first = ''] = words;
  const last = words[words.length - 1] ?? '';
  return (words.length > 1 && (ABOUT_FIRST.has(first) || ABOUT_LAST.has(last))) || words.some((word) => HIDDEN.has(word)) || ABOUT_ALONE.has(last);
}

const set = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const table = (entries: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(entries).flatMap(([kind, names]) => names.split(', ').map((name) => [name, kind] as const)));

const HIDDEN = set('hash hashed hasher masked redacted anonymized anonymised anonymous encrypted hmac sha256 md5 placeholder regex schema pseudonym');
const ABOUT_ALONE = set('length size count verified');
const ABOUT_FIRST = set(
  'is has should can num no total max min show hide on handle set with without needs allow enable disable valid invalid send sent toggle system default',
);
const ABOUT_LAST = set(
  'length count size id ids type kind status state version template templates enabled disabled verified valid validity exists error errors sent index total tokens token ms duration at date time timestamp label placeholder title key field fields regex schema validator validation provider domain confirmed required visible open opened mode method format name names settings config options url link service client handler form input ref event class style icon button page route screen component',
);
/** Companies and settings have addresses, too, and they are nobody's. */
const NOBODY = set(
  'company org organization organisation store shop config settings support business vendor env site team sender from noreply admin merchant office supplier brand app',
);
const PERSONS = set(
  'user users customer member patient person profile contact guest visitor client employee student subscriber me author owner recipient applicant me child',
);
const QUALIFIERS = set(
  'user customer member patient person profile guest visitor client my his her their new current primary login signup account recipient contact billing shipping customers child',
);

/** Names that mean this wherever they stand. */
const EXACT = table({
  'user-id':
    'user id, userid, customer id, member id, distinct id, patient id, account id, external user id, external id, uid, user uid, user uuid, login id, subscriber id, anonymous id',
  'device-id': 'device id, device uuid, android id, installation id',
  'ad-id': 'advertising id, ad id, idfa, gaid, idfv, oaid, caid',
  'government-id':
    'ssn, social security number, passport number, national id, national id number, resident registration number, rrn, jumin, id card number, id number, aadhaar, aadhaar number, my number, driver license number, drivers license number, identity number',
  payment: 'card number, credit card number, cvv, cvc, iban, bank account number, account number, card cvc',
  credentials: 'password, passwd, user password, passphrase, pin code',
  health:
    'health data, medical record, medical records, medical history, diagnosis, diagnoses, symptoms, symptom, blood pressure, heart rate, blood sugar, blood glucose, glucose, glucose level, medication, medications, prescription, allergies, menstrual cycle, hba1c, sleep data, step count, health metrics, health record, health records, lab results, blood type',
  biometric: 'face embedding, face descriptor, face template, voiceprint, voice print, iris scan, biometric data, fingerprint template',
  genetic: 'genome, genotype, dna sequence, genetic data',
  'location-precise':
    'user location, current location, my location, device location, current position, user position, geo coordinates, user coords, user latitude, user longitude, current latitude, current longitude',
  contacts: 'phone contacts, address book, device contacts, phonebook, contact list',
  prompt: 'prompt, user prompt, prompt text, user input, user query, user question, chat input, input prompt, full prompt, ai prompt, ai input',
  message: 'user message, chat message, message text, message content, user text',
  conversation: 'conversation, conversation history, chat history, transcript, chat transcript, chat messages, conversation messages, message history',
  file: 'uploaded file, selected file, file buffer, file content, file contents, pdf buffer',
  image: 'selfie, image base64, base64 image, photo uri, image file, image buffer, avatar file, photo file, face image, profile photo',
  audio: 'audio blob, audio file, audio buffer, audio base64, voice recording, recording uri, audio chunks',
});

/** Names that mean this alone or after a word for a person. */
const QUALIFIED = table({
  email: 'email, e mail, email address, mail address, emails, email addr',
  phone: 'phone, phone number, mobile, mobile number, mobile phone, telephone, tel, msisdn, cell phone, cellphone, phone no',
  name: 'full name, first name, last name, real name, given name, family name, legal name, surname',
  address: 'street address, home address, shipping address, postal address, billing address, mailing address, address line1, address line 1',
});

/** Names that mean this as a part of a person. */
const OF_PERSONS = table({
  'user-id': 'id, uid, uuid, sub',
  name: 'name, display name, username, nickname',
  address: 'address, street',
});

const LABELS: readonly (readonly [RegExp, string])[] = [
  [/^(?:email|username email)$|\be-?mail\b|이메일|メール(?:アドレス)?|邮箱|電子郵件|correo electr/i, 'email'],
  [/^tel(?:-national)?$|\b(?:phone|mobile) ?(?:number|no\b)|휴대폰|휴대전화|전화번호|電話番号|手机号|手機號/i, 'phone'],
  [/\b(?:social security|passport|national id|id card) ?(?:number|no)?\b|주민등록번호|여권번호|マイナンバー|身份证号/i, 'government-id'],
  [/^(?:given-name|family-name|name)$|\b(?:full|first|last|your) name\b|^이름$|성명|お名前|氏名|^姓名$|真实姓名/i, 'name'],
  [/^street-address$|\b(?:home|street|shipping) address\b|배송지|상세 ?주소|住所|收货地址/i, 'address'],
  [/^cc-(?:number|csc)$|\bcard number\b|카드 ?번호|カード番号|银行卡号/i, 'payment'],
  [/^(?:current-|new-)?password$/i, 'credentials'],
  [/\bsymptoms?\b|\bmedications?\b|증상|복용|症状|病歴|病史/i, 'health'],
  [
    /\bask (?:me|us|anything|a question|ai|about)\b|\b(?:type|enter|write|send) (?:a|your) (?:message|question|prompt)\b|\bmessage\b.*(?:\.\.\.|…)|질문|무엇이든 물어|메시지를? ?(?:입력|보내)|メッセージを入力|質問|提问|发送消息|输入(?:你的)?(?:问题|消息)|^(?:prompt|chat-?input|message-?input)$/i,
    'message',
  ],
];

// Reasons come from the program as English sentences made by a few rules. In the Arabic pages each of them is said anew by the same rules;
// a sentence that none of these knows stays as it came.
import { actorNamed, counted } from '../names';
import type { Theatre } from '../types';
import { comma, date, isArabic, number, percent, word } from '../words';

let names = new Map<string, string>();

/** Texts of the theatre's data that reasons quote: titles, readings, what a reading says, zones. */
export function learn(theatre: Theatre) {
  const known: [string, string | null][] = theatre.zones.map((z) => [z.name, z.nameAr]);
  for (const a of theatre.agreements) {
    known.push([a.name, a.nameAr]);
    for (const x of a.terms) known.push([x.title, x.titleAr]);
    for (const r of a.readings) known.push([r.title, r.titleAr], ...r.terms.map((x) => [x.because, x.becauseAr] as [string, string | null]));
  }
  names = new Map(known.filter((k): k is [string, string] => k[1] !== null));
}

const data = (text: string) => names.get(text.trim()) ?? text;
const actor = (text: string) => actorNamed(text) ?? data(text);
const actors = (text: string) => text.split(', ').map(actor).join(comma());
const day = (text: string) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? date(text) : text);
const act = (text: string) => {
  const [, type = '', modes] = /^([A-Z]+)(?: by (.+))?$/.exec(text) ?? [];
  return modes ? `${word('type', type)} (${modes.split(', ').map((m) => word('mode', m)).join(comma())})` : word('type', type || text);
};
const figures = (text: string) => text.replace(/\d[\d,]*(?:\.\d+)?/g, (n) => number(Number(n.replaceAll(',', ''))));
const units: [RegExp, string][] = [
  [/single strikes or shells/g, 'ضربة أو قذيفة'], [/places hit/g, 'مكان مقصوف'], [/days with fire/g, 'يوم فيه نيران'], [/people killed or wounded/g, 'قتيل وجريح'],
  [/people killed/g, 'قتيل'], [/incidents/g, 'حادثة'], [/attacks/g, 'هجوم'], [/ or more/g, ' فأكثر'], [/ to /g, ' إلى '], [/about /g, 'نحو '], [/up to /g, 'حتى '], [/; /g, '؛ '],
];
const counts = (text: string) => figures(units.reduce((s, [from, to]) => s.replace(from, to), text));

const verdicts: Record<string, string> = {
  'Violation of': 'خرق', 'Allowed by': 'يجيزه', 'In keeping with': 'وفاء', 'Exempt from': 'مستثنى من', 'Not covered by': 'لا يتناوله', 'Undecided under': 'غير محسوم بموجب',
};
const rests: [RegExp, string][] = [
  [/^place, day or means$/, 'المكان أو اليوم أو الوسيلة'], [/^whom it hit is not told$/, 'لم يُذكر من أصيب'], [/^who did it, or what had to come first$/, 'من الفاعل، أو ما كان يجب أن يسبق'],
];
const lies: Record<string, string> = { 'lies in': 'يقع في', 'does not lie in': 'لا يقع في', 'may lie in': 'قد يقع في' };
const around = (text: string) => text.replace(/^the vicinity of (.+)$/, 'محيط $1').replace(/^somewhere about (.+)$/, 'مكان ما حول $1');
const aimed = (text: string | undefined) => !text ? '' : text.startsWith('by the counts') ? `؛ وبحسب الأعداد أصاب ${actors(text.slice('by the counts it hurt '.length))}` : `؛ واستهدف ${actors(text.slice('it was aimed at '.length))}`;

type Rule = [RegExp, (...found: string[]) => string];
const rules: Rule[] = [
  [/^(Violation of|Allowed by|In keeping with|Exempt from|Not covered by|Undecided under): (.+) \(([^()]+)\), read as (.+)$/, (v, title, rule, reading) => `${verdicts[v!]}: «${data(title!)}» (${rule})، بقراءة: ${data(reading!)}`],
  [/^It was ([A-Z]+(?: by .+)?)$/, (x) => `كان ذلك: ${act(x!)}`],
  [/^It was on (.+), which is not before (.+), the first day that counts$/, (on, from) => `وقع في ${day(on!)}، ولا يسبق ذلك ${day(from!)}، أول يوم محسوب`],
  [/^It was on (.+), of which (\d+) per cent fall in the days that count$/, (on, n) => `وقع في ${day(on!)}، ويقع ${percent(Number(n) / 100)} منه في الأيام المحسوبة`],
  [/^It was on (.+), whether that falls in the days that count is not known$/, (on) => `وقع في ${on === 'a day that is not known' ? 'يوم مجهول' : day(on!)}، ولا يُعرف أيقع في الأيام المحسوبة`],
  [/^How it was done is not told, and the term names the means$/, () => 'لم تُذكر الوسيلة، والبند يسميها'],
  [/^No place is told$/, () => 'لم يُذكر مكان'],
  [/^where (.+) lies is not known$/, (p) => `لا يُعرف أين يقع ${p}`],
  [/^(.+), an area, (lies in|does not lie in|may lie in) (.+?)(?:; (\d+) per cent of it do)?$/, (p, l, z, n) => `${around(p!)} (منطقة) ${lies[l!]} ${data(z!)}${n ? `؛ ${percent(Number(n) / 100)} منها` : ''}`],
  [/^(.+?) (lies in|does not lie in|may lie in) (.+?)(?:, ([\d.]+) km (inside|outside) its edge)?(?: \(probability ([\d.]+)\))?$/,
    (p, l, z, km, side, odds) => `${around(p!)} ${lies[l!]} ${data(z!)}${km ? `، على ${number(Number(km))} كم ${side === 'inside' ? 'داخل' : 'خارج'} حدّها` : ''}${odds ? ` (الاحتمال ${percent(Number(odds))})` : ''}`],
  [/^Who did it is not known$/, () => 'الفاعل غير معروف'],
  [/^(.+) belongs to (.+), which the term binds(?:; (.+))?$/, (a, b, more) => `${actor(a!)} من ${actor(b!)}، والبند يُلزمها${aimed(more)}`],
  [/^The term binds (.+?)(?:; (.+))?$/, (a, more) => `البند يُلزم ${actors(a!)}${aimed(more)}`],
  [/^(.+) answers for it: (.+)$/, (a, how) => `المسؤول عنه ${actor(a!)}: ${data(how!)}`],
  [/^(.+) is exempt in this reading: (.+)$/, (a, why) => `${actor(a!)} مستثنى في هذه القراءة: ${data(why!)}`],
  [/^(.+) is not bound in this reading: (.+)$/, (a, why) => `${actor(a!)} غير ملزم في هذه القراءة: ${data(why!)}`],
  [/^Whom it hit is not told; the term protects (.+)$/, (a) => `لم يُذكر من أصيب؛ والبند يحمي ${actors(a!)}`],
  [/^Whom it hit is not told; this reading exempts attacks on (.+) and others: (.+)$/, (a, why) => `لم يُذكر من أصيب؛ وهذه القراءة تستثني الهجمات على ${actors(a!)} وغيرها: ${data(why!)}`],
  [/^It was aimed at (.+), and attacks on them are exempt in this reading: (.+)$/, (a, why) => `استهدف ${actors(a!)}، والهجمات عليهم مستثناة في هذه القراءة: ${data(why!)}`],
  [/^It was aimed at (.+), and (\S+) frees that: (.+)$/, (a, rule, title) => `استهدف ${actors(a!)}، و${rule} يستثني ذلك: ${data(title!)}`],
  [/^(\S+) (?:allows|frees) it: (.+)$/, (rule, title) => `${rule} يجيزه: ${data(title!)}`],
  [/^(\S+) frees (.+): (.+)$/, (rule, a, title) => `${rule} يستثني ${actor(a!)}: ${data(title!)}`],
  [/^The term holds only once (\S+) is met \((\S+)\)$/, (rule, by) => `لا يسري البند إلا بعد الوفاء بـ${rule} (${by})`],
  [/^In this reading something else has to come first: (.+)$/, (why) => `في هذه القراءة يجب أن يسبق أمر آخر: ${data(why!)}`],
  [/^The sources disagree on who did it, and not all of those named are bound$/, () => 'تختلف المصادر في الفاعل، وليس كل من سُمّي ملزماً'],
  [/^Who began it is not told, and not everyone who fought would be in breach$/, () => 'لم يُذكر من بدأ، وليس كل من قاتل خارقاً'],
  [/^Who began it is not told; whoever did was bound$/, () => 'لم يُذكر من بدأ؛ وأياً كان فهو ملزم'],
  [/^(.+) took part$/, (a) => `شارك ${actors(a!)}`],
  [/^It came after the deadline of (.+)$/, (d) => `جاء بعد المهلة ${day(d!)}`],
  [/^The deadline was (.+)$/, (d) => `كانت المهلة ${day(d!)}`],
  [/^The sentence speaks of '(.+)'$/, (x) => `تذكر الجملة «${x}»`],
  [/^A report says that an obligation was not met when it was due$/, () => 'يقول تقرير إن التزاماً لم يُوفَ به في موعده'],
  [/^Nothing tells whether (\S+) was met(?: by (.+))?$/, (rule, d) => `لا يُعلم هل وُفي بـ${rule}${d ? ` حتى ${day(d)}` : ''}`],
  [/^(\S+) was met by (\S+): (.+)$/, (rule, d, x) => `وُفي بـ${rule} حتى ${day(d!)}: ${inArabic(x!)}`],
  [/^(\S+) was not met: (.+)$/, (rule, x) => `لم يُوفَ بـ${rule}: ${inArabic(x!)}`],
  [/^(.+) reads the term so: (.+)$/, (r, why) => `${data(r!)} – هكذا تُقرأ: ${data(why!)}`],
  // Duties
  [/^(\d+) times? \((.+)\)$/, (n, x) => `${number(Number(n))} مرات (${inArabic(x!)})`],
  [/^nothing that was read tells(?: \((.+)\))?$/, (x) => `لا يُعلم مما قُرئ${x ? ` (${inArabic(x)})` : ''}`],
  [/^the text names no rhythm$/, () => 'النص لا يسمي وتيرة'], [/^always$/, () => 'دائماً'], [/^done$/, () => 'تم'], [/^done after the day$/, () => 'تم بعد يومه'],
  [/^a report says that it (?:went by unmet|was not done)$/, () => 'يقول تقرير إنه لم يتم'], [/^its day has not come$/, () => 'لم يحن يومه'],
  [/^(\d{4}-\d{2}-\d{2}): ([A-Z]+)(?: (.+))?$/, (d, type, modes) => `${day(d!)}: ${act(modes ? `${type} by ${modes}` : type!)}`],
  // Why a reading does not count what another does
  [/^(\S+) does not cover it: who, where or when$/, (rule) => `لا يتناوله ${rule}: الفاعل أو المكان أو الزمان`],
  [/^exempt from (\S+)$/, (rule) => `مستثنى من ${rule}`], [/^in keeping with (\S+)$/, (rule) => `لا يخالف ${rule}`],
  [/^undecided under (\S+): (.+)$/, (rule, rest) => `غير محسوم بموجب ${rule}: ${rests.find(([r]) => r.test(rest!))?.[1] ?? rest}`],
  // What would have to be true
  [/^Their count is of no agreement of this theatre; ours beside it are all acts of force that fit, whoever did them\.$/, () => 'عددهم ليس لاتفاق من اتفاقات هذا المسرح؛ وعددنا بجانبه كل أعمال القوة المطابقة، أياً كان فاعلها.'],
  [/^Both count under (\S+), ours as read by (.+); another reading gives another number\.$/, (a, r) => `كلاهما يعد بموجب ${a}، وعددنا بقراءة: ${data(r!)}؛ وقراءة أخرى تعطي عدداً آخر.`],
  [/^They do not say what one of their (.+) is\. By ours one would have to be one of: (.+)\.$/, (n, x) => `لا يقولون ما الواحد من ${counts(n!)}. وبعددنا يجب أن يكون واحداً من: ${counts(x!)}.`],
  [/^Both count (.+): theirs (.+), ours (.+)\.$/, (u, n, x) => `كلاهما يعد: ${counts(u!)}؛ عددهم ${counts(n!)}، وعددنا ${counts(x!)}.`],
  [/^They name no period, so that ours is over all days read\.$/, () => 'لا يسمون مدة، فعددنا لكل الأيام المقروءة.'],
  [/^The reports that were read tell of fire on (.+) of their (\d+) days; on the others it would have to have been quiet, or the fire be in reports that were not read\.$/,
    (n, all) => `تذكر التقارير المقروءة نيراناً في ${counts(n!)} من أيامهم الـ${figures(all!)}؛ وفي غيرها كان يجب أن يسود الهدوء، أو أن تكون النيران في تقارير لم تُقرأ.`],
  [/^At least (.+) more would have to have happened than the reports read tell of, or one of theirs be less than one of ours\.$/, (n) => `كان يجب أن يقع ${figures(n!)} على الأقل فوق ما تذكره التقارير المقروءة، أو أن يكون الواحد عندهم أقل من الواحد عندنا.`],
  [/^At least (.+) of ours would have to be no breach to them, or not have come to their notice\.$/, (n) => `كان يجب ألا يكون ${figures(n!)} على الأقل مما عندنا خرقاً عندهم، أو ألا يكون قد بلغهم.`],
  [/^(\d+) of our incidents are undecided; they would have to be breaches to them, or not, as the figure asks\.$/, (n) => `${figures(n!)} من حوادثنا غير محسوم؛ وكان يجب أن تكون خروقاً عندهم أو لا تكون، بحسب ما يقتضيه العدد.`],
  [/^Their area, '(.+)', is not tied to places here; ours is not narrowed to it\.$/, (x) => `منطقتهم «${x}» غير مربوطة بأماكن هنا؛ وعددنا غير مقصور عليها.`],
  [/^They count (.+) only; so does ours, where the report names who fired\.$/, (a) => `يعدون ${actors(a!)} فقط؛ وكذلك عددنا حيث يسمي التقرير من أطلق النار.`],
  [/^They do not say whose acts they count; ours are those of everyone whom the reading binds\.$/, () => 'لا يقولون أعمال من يعدون؛ وعددنا أعمال كل من تُلزمه القراءة.'],
  [/^(\d+) of our incidents are disputed\.$/, (n) => `${figures(n!)} من حوادثنا متنازع فيه.`],
  // A dispute over a toll
  [/^((?:killed|wounded|casualties|displaced|missing)(?:-[a-z]+)?): (.+)$/, (code, x) => `${counted(code!)}: ${figures(x!.replaceAll('at least ', '≥').replaceAll(', ', comma()))}`],
  [/^(.+) denies it$/, (x) => `${x} ينفي ذلك`],
  // What became of a finding
  [/^It was issued as (\S+); as things are known today the term no longer covers it\.$/, (v) => `صدر بوصفه «${word('verdict', v!)}»؛ وبما يُعرف اليوم لم يعد البند يتناوله.`],
  [/^It was issued as (\S+) and would be (\S+) today\.(.*)$/, (v, now, more) => `صدر بوصفه «${word('verdict', v!)}» ويكون اليوم «${word('verdict', now!)}».${more ? ` ${inArabic(more.trim())}` : ''}`],
  [/^The agreement's file has changed since; it was issued by version (\S+)\.$/, (v) => `تغير ملف الاتفاق منذئذ؛ وقد صدر بالنسخة ${v}.`],
];

/** A reason in Arabic; as it came where no rule knows it. */
export function inArabic(words: string): string {
  for (const [pattern, said] of rules) {
    const found = pattern.exec(words);
    if (found) return said(...(found.slice(1) as string[]));
  }
  return names.get(words.trim()) ?? words;
}

/** A reason in the language of the page. */
export const reason = (words: string) => (isArabic() ? inArabic(words) : words);

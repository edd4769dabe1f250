import { correctSlip, splitRun } from './slips.ts';

/** How people write the words that we know otherwise. Plain lower case without apostrophes on both sides. */
const spellings: ReadonlyMap<string, string> = new Map(
  Object.entries({
    stop: 'stahp stawp stopp stahpp',
    you: 'u yu yall yal',
    your: 'ur yor youre',
    please: 'pls plz plzz plez plse pleez plis pleaz',
    texting: 'txting textin txtin txtn textn txtng texing teting textimg texin textting txing',
    text: 'txt tex txtmsg',
    texts: 'txts texs txtmsgs textmessages',
    messages: 'msgs mssgs messges mesages mssages messags mensages',
    message: 'msg mssg mesage',
    messaging: 'msging msgin messagin msgn',
    dont: 'dnt donot doont',
    are: 'r',
    number: 'num nmbr nunber numbr numba nbr',
    people: 'ppl',
    going: 'goin',
    want: 'wnt wanna',
    sending: 'sendin sendng sendimg snding',
    interested: 'intrested intersted intrsted',
    this: 'dis ths',
    who: 'hoo',
    fuck: 'f fuk fck fuc phuck fook',
    fucking: 'fuckin fkn fking freakin effin fcking fuking',
    wrong: 'wrng rong',
    have: 'hav hve',
    appointment: 'appt appointmnt apptmt',
    appointments: 'appts',
    rendezvous: 'rdv',
    tomorrow: 'tmrw tmr tomorow tmrrw 2morrow',
    off: 'offf',
    no: 'noo nah nope nop',
    mensajes: 'msjs mjs mensajitos mensage mensages',
    que: 'q',
    porfavor: 'porfa porfis xfa xfavor',
    aint: 'ain',
    isnt: 'isn isint',
    leave: 'leav leve',
    alone: 'alon alnoe',
  }).flatMap(([word, written]) => written.split(' ').map((other) => [other, word] as const)),
);

/** What a name tells is only that it is one, so that "not Kevin" teaches what "not Jaylen" means. */
const names = new Set(
  (
    'aaron abby adam adrian ahmed aiden alan alejandro alex alexander alexis alice alicia allison alvarez amanda amber amy ana andre andrea ' +
    'andrew andy angel angela anita ann anna anne anthony antonio april ariana arthur ashley audrey austin ava barbara ben ' +
    'benjamin bernard bernice bethany betty beverly bill billy bob bobby bonnie brad bradley brandon brandy brenda brian ' +
    'brianna brittany bruce bryan caleb cameron carl carla carlos carmen carol caroline carolyn catherine cathy chad charles ' +
    'charlie charlotte chelsea cheryl chloe chris christian christina christine christopher cindy claire clara connie courtney ' +
    'craig crystal cynthia daisy dale dan dana daniel danielle danny darius darren dave david dawn deandre deborah debbie debra denise ' +
    'dennis derek destiny devin diana diane diego dominic don donald donna doris dorothy doug douglas drew duane dylan earl ed ' +
    'eddie edgar edith edna eduardo edward eileen elaine elena eli elijah elizabeth ellen ellis emily emma eric erica erik erin ' +
    'ernest esther ethan eugene eva evan evelyn felicia fernando florence frances francis frank fred gabriel gail gary gavin ' +
    'gene george gerald gina glen glenn gloria gonzalez gordon greg gregory guadalupe gustavo hannah harold harry hazel heather hector heidi ' +
    'helen henry hernandez holly howard hugo ian irene isaac isabel isabella ivan jack jackie jackson jacob jade jaime jake jamal james jamie ' +
    'jan jane janet janice jared jasmine jason javier jay jayden jaylen jean jeff jeffrey jen jenna jennifer jenny jeremy jermaine jerome jerry ' +
    'jesse jessica jill jim jimmy jo joan joann joanna joe joel johanna john johnny johnson jon jonathan jones jordan jorge jose joseph ' +
    'josh joshua joyce juan juanita judith judy julia julian julie justin kaitlyn karen karl kate katherine kathleen kathy katie ' +
    'kayla keisha keith kelly ken kendra kenneth kenny kevin kim kimberly kristen kristin kyle lamar larry latoya laura lauren laurie lawrence ' +
    'lee leah leo leon leonard leroy leslie lewis liam linda lindsay lisa logan lopez lori louis louise lucas lucy luis luke lynn madison ' +
    'malik manuel marc marcia marco marcus margaret maria marian marie marilyn mario marissa martha martin martinez marvin mary mason ' +
    'matt matthew maureen megan melanie melissa melvin mia michael michelle miguel mike mildred miller monica monique morgan mr mrs ms nancy ' +
    'naomi natalie nathan nathaniel nicholas nick nicole nina noah norma norman olivia omar oscar pablo pam pamela patricia patrick ' +
    'paul paula pedro peggy pete peter phil philip phillip phyllis priya rachel ralph ramon randy raul ray raymond rebecca regina renee ' +
    'ricardo richard rick ricky rita rob robert roberta roberto robin rodney rodriguez roger roland ron ronald rosa rosalie rosemary roy ' +
    'ruben ruby russell ruth ryan sally sam samantha samuel sanchez sandra sandy sara sarah scott sean sergio shane shanice shannon sharon shawn sheila shelly sherry ' +
    'shirley sierra simon smith sofia sonia sophia sophie stacy stanley stella stephanie stephen steve steven stuart sue susan suzanne sylvia ' +
    'tamara tammy tanisha tanya tara taylor ted teresa terrance terri terry theodore theresa thomas tiffany tim timothy tina todd tom tommy ' +
    'toni tony tonya tracy travis trevor tyler tyrone valerie vanessa vernon veronica vicki victor victoria vincent virginia vivian wade ' +
    'walter wanda warren wayne wendy wesley william willie williams xavier yolanda yvonne zachary zoe luc pierre jacques mathieu isabelle ' +
    'sylvie nathalie francois stephane julien camille manon genevieve helene tremblay dupont'
  ).split(' '),
);

/** A word as the reader knows it: spelled our way, slips corrected. */
export function knownWord(word: string): string {
  return spellings.get(word) ?? correctSlip(word);
}

export function isName(word: string): boolean {
  return names.has(word);
}

/** Each word as the reader knows it; runs such as "stoptexting" taken apart. */
export function knownWords(words: readonly string[]): readonly string[] {
  return words.flatMap((word) => splitRun(word) ?? [knownWord(word)]);
}

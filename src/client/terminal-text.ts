const ESCAPE = '\u001b';
const COLOUR = new RegExp(`${ESCAPE}\\[([\\d;:]*)m`, 'g');
/** Colours that nobody ends must not make each line longer. Characters. */
const LONGEST_CARRY = 128;

/** The colour sequences that are still on at the end of `text`, to be put before the next line. */
export function colourCarry(text: string): string {
  if (!text.includes(ESCAPE)) {
    return '';
  }
  let carry = '';
  for (const [sequence, codes = ''] of text.matchAll(COLOUR)) {
    carry = /^0*$/.test(codes) ? '' : carry + sequence;
  }
  return carry.length > LONGEST_CARRY ? '' : carry;
}

package ai.organized.flywheel.redact;

/**
 * How often one letter follows another in names and words, against letters drawn at random.
 *
 * <p>Counted from identifiers, file names and message catalogues in 24 languages of Latin letters;
 * capitals count as small letters.
 */
final class LetterPairs {
  private static final int AS_OFTEN = '3';

  /** Row: the first letter. Column: the second. A step is a factor of two; 3 is as often. */
  private static final String[] TABLE = {
    // bcdefghijklmnopqrstuvwxyz
    "34551243434656141666443133", // a
    "41104000410311300321400020", // b
    "50214005413410510324300011", // c
    "51125111511212420321311021", // d
    "43553342324546231665232422", // e
    "30013200400201410212200010", // f
    "41114122401213310322301010", // g
    "40114001400111400213300010", // h
    "43444342234546531455241213", // i
    "40014000200001200011210000", // j
    "51114002402211410233311010", // k
    "61136121521422510133420021", // l
    "53115100401231440121300010", // m
    "51455352533213410145321131", // n
    "23441232223556340644433112", // o
    "50115112401411530533300010", // p
    "00000000000100000000300000", // q
    "62336241513233520344421132", // r
    "41415113514322431156421122", // s
    "61226213612322520544411131", // t
    "33233231323445230444211111", // u
    "40005000400112300110100010", // v
    "40012001200001200120100010", // w
    "10102000200010120012100100", // x
    "31112010101122230122101000", // y
    "31013001300111200000110011", // z
  };

  private LetterPairs() {}

  /** From -3 (an eighth as often, or less) to 3 (eight times as often, or more). */
  static int frequency(char first, char second) {
    return TABLE[(first | 0x20) - 'a'].charAt((second | 0x20) - 'a') - AS_OFTEN;
  }
}

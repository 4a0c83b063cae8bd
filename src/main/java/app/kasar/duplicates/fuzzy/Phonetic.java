package app.kasar.duplicates.fuzzy;

/** A name's sound, roughly: its first letter and then its consonants, those that are easily taken for each other alike. */
final class Phonetic {
    private static final String CLASSES = "a123a12ha22455a12623a1a2a2";

    private Phonetic() {}

    /** At most four classes; two names that sound alike mostly have the same. */
    static String of(String name) {
        var sound = new StringBuilder(4);
        var last = ' ';
        for (var at = 0; at < name.length() && sound.length() < 4; at++) {
            var letter = name.charAt(at);
            var kind = letter >= 'a' && letter <= 'z' ? CLASSES.charAt(letter - 'a') : letter;
            if (kind == ' ') {
                continue;
            }
            if (sound.isEmpty()) {
                sound.append(letter);
            } else if (kind != last && kind != 'a' && kind != 'h') {
                sound.append(kind);
            }
            last = kind == 'h' ? last : kind;
        }
        return sound.toString();
    }
}

package app.kasar.search;

/**
 * How many slips make one word of another: a letter too much, missing or wrong, or two neighbours swapped; no letter is
 * touched twice. The restricted distance of Damerau (1964), as in "optimal string alignment".
 */
final class EditDistance {
    private EditDistance() {}

    static int between(String one, String other) {
        var a = one.codePoints().toArray();
        var b = other.codePoints().toArray();
        var distances = new int[a.length + 1][b.length + 1];
        for (var i = 0; i <= a.length; i++) {
            for (var j = 0; j <= b.length; j++) {
                distances[i][j] = i == 0 || j == 0 ? i + j : cheapest(distances, a, b, i, j);
            }
        }
        return distances[a.length][b.length];
    }

    private static int cheapest(int[][] distances, int[] a, int[] b, int i, int j) {
        var same = a[i - 1] == b[j - 1] ? 0 : 1;
        var least = Math.min(distances[i - 1][j - 1] + same, Math.min(distances[i - 1][j], distances[i][j - 1]) + 1);
        var isSwap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return isSwap ? Math.min(least, distances[i - 2][j - 2] + 1) : least;
    }
}

package app.kasar.demo;

/** Is told how far the filling is. */
@FunctionalInterface
public interface DemoProgress {
    /** @param contacts of the set, so far: added now or there before */
    void reached(int contacts);
}

package app.kasar.demo;

import java.util.Arrays;
import java.util.List;

/** The tags records of the demo carry. */
enum DemoTag {
    KEY_ACCOUNT("Key account", "purple"),
    PARTNER("Partner", "teal"),
    NEWSLETTER("Newsletter", "blue"),
    DECISION_MAKER("Decision maker", "orange"),
    TRADE_FAIR("Trade fair", "yellow"),
    RENEWAL("Renewal", "green"),
    URGENT("Urgent", "red");

    private final String text;
    private final String color;

    DemoTag(String text, String color) {
        this.text = text;
        this.color = color;
    }

    String text() {
        return text;
    }

    String color() {
        return color;
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(DemoTag::text).toList();
    }
}

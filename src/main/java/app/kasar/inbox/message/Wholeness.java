package app.kasar.inbox.message;

/** What became of a part on its way: a spoilt one is shown as far as it can be read, and kept as it came besides. */
enum Wholeness {
    WHOLE,

    /** The message was cut off within this text or message, or its encoding cannot be undone. */
    SPOILT,

    /** Behind the place where the message was cut off, and held by the spoilt part before it. */
    WITHIN_SPOILT
}

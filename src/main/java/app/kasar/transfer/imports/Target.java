package app.kasar.transfer.imports;

import app.kasar.schema.FieldDefinition;

/** What a column of a file is for. */
sealed interface Target {
    /** The name under which a mapping gives it. */
    String name();

    /** The field it goes into; its own name where there is none. */
    default String fieldName() {
        return switch (this) {
            case Value(var field) -> field.name();
            case AddressPart(var field, var part) -> field.name();
            case AllEntries(var field) -> field.name();
            case Reference(var name, var field, var onlyById) -> field.name();
            case PipelineName(var name, var field) -> field.name();
            case StepName(var name, var field) -> field.name();
            case FullName fullName -> name();
            case RecordId id -> name();
        };
    }

    /** Whether several columns may have it together. */
    boolean unites();

    /** A value of the record. */
    record Value(FieldDefinition field) implements Target {
        @Override
        public String name() {
            return field.name();
        }

        @Override
        public boolean unites() {
            return field.type().hasEntries();
        }
    }

    /** All addresses or numbers with what they are called, as an export writes them: a JSON array. */
    record AllEntries(FieldDefinition field) implements Target {
        @Override
        public String name() {
            return field.name() + ".all";
        }

        @Override
        public boolean unites() {
            return false;
        }
    }

    /** A part of an address. */
    record AddressPart(FieldDefinition field, String part) implements Target {
        @Override
        public String name() {
            return field.name() + "." + part;
        }

        @Override
        public boolean unites() {
            return false;
        }
    }

    /**
     * Another record or a user, named by what people call it, or by its id.
     *
     * @param name also tells where only an id will do
     */
    record Reference(String name, FieldDefinition field, boolean onlyById) implements Target {
        @Override
        public boolean unites() {
            return false;
        }
    }

    /** A pipeline, by name or id. */
    record PipelineName(String name, FieldDefinition field) implements Target {
        @Override
        public boolean unites() {
            return false;
        }
    }

    /** A step of a pipeline, by name or id. */
    record StepName(String name, FieldDefinition field) implements Target {
        @Override
        public boolean unites() {
            return false;
        }
    }

    /** A person's first and last name in one. */
    record FullName() implements Target {
        @Override
        public String name() {
            return "full_name";
        }

        @Override
        public boolean unites() {
            return false;
        }
    }

    /** The record's own id. */
    record RecordId() implements Target {
        @Override
        public String name() {
            return "id";
        }

        @Override
        public boolean unites() {
            return false;
        }
    }
}

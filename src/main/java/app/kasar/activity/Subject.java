package app.kasar.activity;

import app.kasar.schema.ObjectSchema;
import app.kasar.schema.VisibleSchema;
import java.util.UUID;

/** The record whose feed is shown, as its reader sees it. */
record Subject(VisibleSchema schema, ObjectSchema object, UUID id) {}

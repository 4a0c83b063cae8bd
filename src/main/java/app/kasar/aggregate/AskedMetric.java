package app.kasar.aggregate;

/**
 * A metric as it was asked for.
 *
 * @param at where the field stands in the request
 */
record AskedMetric(MetricFunction function, String field, String at) {}

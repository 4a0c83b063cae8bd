/**
 * Finding records that are alike: a record linkage after Fellegi and Sunter, pure arithmetic over values in memory. What is
 * compared is told by the caller; nothing here knows of objects, databases or HTTP.
 *
 * <p>I. P. Fellegi, A. B. Sunter: A Theory for Record Linkage. JASA 64 (1969), 1183–1210. W. E. Winkler: Using the EM
 * Algorithm for Weight Computation in the Fellegi-Sunter Model of Record Linkage (1988, revised 2000), and: Frequency-Based
 * Matching in Fellegi-Sunter Model of Record Linkage (1989, revised 2000), both of the US Bureau of the Census. M. A. Jaro:
 * Advances in Record-Linkage Methodology. JASA 84 (1989), 414–420.
 */
@NullMarked
package app.kasar.duplicates.fuzzy;

import org.jspecify.annotations.NullMarked;

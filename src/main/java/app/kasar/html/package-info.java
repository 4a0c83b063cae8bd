/**
 * What formatted text from outside may hold wherever Kasar shows it: one list of elements and attributes that the rooms' own policies begin from. No reading, no limits, nothing about notes or mails lives here.
 */
@NullMarked
package app.kasar.html;

import org.jspecify.annotations.NullMarked;

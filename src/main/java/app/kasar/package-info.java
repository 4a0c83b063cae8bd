/** The entry point of the server and its command line. Rooms live in the packages below; nothing else may live here. */
@NullMarked
package app.kasar;

import org.jspecify.annotations.NullMarked;

/** Programs that the process tests launch; each obeys the lines close and exit on stdin. */
package io.closewait.it.program;

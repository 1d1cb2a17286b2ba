/// `doctor`: checks of this machine and the state folder, each with a way to mend what is wrong.
@NullMarked
package dev.reprise.cli.doctor;

import org.jspecify.annotations.NullMarked;

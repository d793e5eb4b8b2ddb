/**
 * Settings, each declared once: {@link org.dsd4j.reproductions.setting.Setting} says how an option
 * is called, what it takes and whether it changes results; {@link
 * org.dsd4j.reproductions.setting.Settings} holds the values. The command line, the processes that
 * it starts, the records and the commands that a report prints all read the same declaration.
 */
package org.dsd4j.reproductions.setting;

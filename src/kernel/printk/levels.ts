/** Levels of kernel messages that more than one file prints at (`include/linux/kern_levels.h`). */

export const KERN_EMERG = 0;
export const KERN_CRIT = 2;
export const KERN_ERR = 3;
export const KERN_WARNING = 4;
export const KERN_NOTICE = 5;
export const KERN_INFO = 6;
export const KERN_DEBUG = 7;

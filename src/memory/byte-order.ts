/** Order of the bytes of a number in RAM: the CPU's, unless a format fixes its own. */
export type ByteOrder = 'little' | 'big';

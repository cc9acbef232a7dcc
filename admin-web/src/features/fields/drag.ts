/** What is dragged: the path of a field of the other system. */
export const fieldDrag = 'their-field';

/**
 * What takes long to make and is not changed by looking at it is made once, however many tests look at it.
 */
export const once = <Made>(make: (text: string) => Promise<Made>): ((text: string) => Promise<Made>) => {
  const made = new Map<string, Promise<Made>>();
  return (text) => {
    const now = made.get(text) ?? make(text);
    made.set(text, now);
    return now;
  };
};

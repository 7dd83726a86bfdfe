/**
 * A queue between two asynchronous parties: one puts items in, the other takes them out in order and waits.
 */
export interface Channel<T> extends AsyncIterable<T> {
  readonly put: (item: T) => void;
  /** What has been put in may still be taken out. */
  readonly close: () => void;
}

export const newChannel = <T>(): Channel<T> => {
  const items: T[] = [];
  let closed = false;
  let wake: () => void = () => undefined;
  return {
    put: (item) => {
      items.push(item);
      wake();
    },
    close: () => {
      closed = true;
      wake();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const item = items.shift();
        if (item !== undefined) yield item;
        else if (closed) return;
        else await new Promise<void>((resolve) => { wake = resolve; });
      }
    },
  };
};

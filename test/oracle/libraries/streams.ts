import { attempt } from '../page.js';
import { moduleOf } from './around.js';

/** Streams in the manner of RxJS. */
export function streams(): Record<string, unknown> {
  type Observer = (value: unknown) => void;
  type Operator = (source: Stream, to: Observer) => () => void;
  interface Stream {
    readonly subscribe: (observer: Observer | { next?: Observer }) => { unsubscribe: () => void };
    readonly pipe: (...operators: Operator[]) => Stream;
  }
  const streamOf = (start: (to: Observer) => (() => void) | undefined): Stream => {
    const stream: Stream = {
      subscribe: (observer) => {
        const to = typeof observer === 'function' ? observer : (value: unknown) => observer.next?.(value);
        const stop = start((value) => attempt(() => to(value)));
        return { unsubscribe: () => stop?.() };
      },
      pipe: (...operators) => operators.reduce<Stream>((source, operator) => streamOf((to) => operator(source, to)), stream),
    };
    return stream;
  };
  const through =
    (each: (value: unknown, to: Observer, count: number) => void): Operator =>
    (source, to) => {
      let count = 0;
      const { unsubscribe } = source.subscribe((value) => each(value, to, count++));
      return unsubscribe;
    };
  class Subject {
    readonly observers: Observer[] = [];
    readonly stream = streamOf((to) => this.begin(to));
    readonly subscribe = this.stream.subscribe;
    readonly pipe = this.stream.pipe;
    begin(to: Observer): () => void {
      this.observers.push(to);
      return () => {
        const at = this.observers.indexOf(to);
        if (at >= 0) this.observers.splice(at, 1);
      };
    }
    next(value?: unknown): void {
      for (const observer of [...this.observers]) observer(value);
    }
    complete(): void {
      this.observers.splice(0);
    }
    asObservable(): Stream {
      return this.stream;
    }
  }
  class BehaviorSubject extends Subject {
    value: unknown;
    constructor(value: unknown) {
      super();
      this.value = value;
    }
    override begin(to: Observer): () => void {
      const stop = super.begin(to);
      to(this.value);
      return stop;
    }
    override next(value: unknown): void {
      this.value = value;
      super.next(value);
    }
    getValue(): unknown {
      return this.value;
    }
  }
  class ReplaySubject extends Subject {
    readonly told: unknown[] = [];
    override begin(to: Observer): () => void {
      const stop = super.begin(to);
      for (const value of this.told) to(value);
      return stop;
    }
    override next(value: unknown): void {
      this.told.push(value);
      super.next(value);
    }
  }
  const operators = {
    filter: (test: (value: unknown) => unknown) => through((value, to) => (test(value) ? to(value) : undefined)),
    map: (fn: (value: unknown) => unknown) => through((value, to) => to(fn(value))),
    tap: (fn: Observer) =>
      through((value, to) => {
        fn(value);
        to(value);
      }),
    take: (most: number) => through((value, to, count) => (count < most ? to(value) : undefined)),
    skip: (few: number) => through((value, to, count) => (count >= few ? to(value) : undefined)),
    first: (test: (value: unknown) => unknown = () => true): Operator => {
      let done = false;
      return through((value, to) => {
        if (done || !test(value)) return;
        done = true;
        to(value);
      });
    },
    takeWhile: (test: (value: unknown) => unknown): Operator => {
      let over = false;
      return through((value, to) => {
        over ||= !test(value);
        if (!over) to(value);
      });
    },
    skipWhile: (test: (value: unknown) => unknown): Operator => {
      let over = false;
      return through((value, to) => {
        over ||= !test(value);
        if (over) to(value);
      });
    },
    distinctUntilChanged: (): Operator => {
      const last: unknown[] = [];
      return through((value, to) => {
        if (last.length > 0 && last[0] === value) return;
        last[0] = value;
        to(value);
      });
    },
    startWith:
      (...values: unknown[]): Operator =>
      (source, to) => {
        for (const value of values) to(value);
        return source.subscribe(to).unsubscribe;
      },
    switchMap:
      (fn: (value: unknown) => Stream): Operator =>
      (source, to) => {
        let inner: { unsubscribe: () => void } | undefined;
        return source.subscribe((value) => {
          inner?.unsubscribe();
          inner = fn(value).subscribe(to);
        }).unsubscribe;
      },
    mapTo: (made: unknown) => through((_value, to) => to(made)),
    withLatestFrom:
      (other: Stream): Operator =>
      (source, to) => {
        const latest: unknown[] = [];
        other.subscribe((value) => {
          latest[0] = value;
        });
        return source.subscribe((value) => (latest.length > 0 ? to([value, latest[0]]) : undefined)).unsubscribe;
      },
    scan: (fn: (sum: unknown, value: unknown) => unknown, seed: unknown): Operator => {
      let sum = seed;
      return through((value, to) => {
        sum = fn(sum, value);
        to(sum);
      });
    },
    shareReplay: () => through((value, to) => to(value)),
  };
  const of = (...values: unknown[]) =>
    streamOf((to) => {
      for (const value of values) to(value);
      return undefined;
    });
  const firstValueFrom = (stream: Stream) => new Promise((resolve) => stream.subscribe(resolve));
  const combineLatest = (list: Stream[]) =>
    streamOf((to) => {
      const latest = list.map((): unknown[] => []);
      for (const [index, stream] of list.entries())
        stream.subscribe((value) => {
          (latest[index] as unknown[])[0] = value;
          if (latest.every((one) => one.length > 0)) to(latest.map(([one]) => one));
        });
      return undefined;
    });
  return {
    rxjs: moduleOf({ Subject, BehaviorSubject, ReplaySubject, of, firstValueFrom, combineLatest, ...operators }),
    'rxjs/operators': moduleOf(operators),
  };
}

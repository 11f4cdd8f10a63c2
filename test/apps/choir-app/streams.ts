import mixpanel from 'mixpanel-browser';
import { BehaviorSubject, filter, firstValueFrom, map, of, Subject } from 'rxjs';

const counted$ = new BehaviorSubject(false);
const shown$ = new BehaviorSubject(false);
const next$ = new Subject<boolean>();

document.getElementById('accept').addEventListener('click', () => {
  counted$.next(true);
  next$.next(true);
});
document.getElementById('next').addEventListener('click', () => shown$.next(true));

counted$.subscribe((on) => {
  if (on) mixpanel.track('on'); // gated: analytics
  mixpanel.track('heard'); // ungated
});
counted$.pipe(filter(Boolean)).subscribe(() => mixpanel.track('filtered')); // gated: analytics
counted$.pipe(map((on) => !on)).subscribe((off) => off && mixpanel.track('off')); // ungated
counted$
  .asObservable()
  .pipe(filter((on) => on === true))
  .subscribe({ next: () => mixpanel.track('observer') }); // gated: analytics
next$.subscribe(() => mixpanel.track('next')); // gated: analytics
shown$.pipe(filter((on) => on)).subscribe(() => mixpanel.track('shown')); // ungated
of(true).subscribe(() => mixpanel.track('of')); // ungated
export async function later() {
  if (await firstValueFrom(counted$)) mixpanel.track('later'); // gated: analytics
  if (counted$.value) mixpanel.track('value'); // gated: analytics
  if (shown$.getValue()) mixpanel.track('got'); // ungated
}
void later();

import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

const year = 365 * 24 * 60 * 60 * 1000;

/** Nobody signs up: a random id in a cookie is the user. */
export function session(req: Request, res: Response, next: NextFunction): void {
  const known: string | undefined = req.cookies.hangang_uid;
  const userId = known ?? randomUUID();
  if (!known) res.cookie('hangang_uid', userId, { httpOnly: true, sameSite: 'lax', maxAge: year });
  res.locals.userId = userId;
  next();
}

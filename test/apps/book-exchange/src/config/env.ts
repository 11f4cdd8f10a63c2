export const GTM_ID = required('NEXT_PUBLIC_GTM_ID', process.env.NEXT_PUBLIC_GTM_ID);
export const API_URL = required('NEXT_PUBLIC_API_URL', process.env.NEXT_PUBLIC_API_URL);

function required(key: string, value: string | undefined): string {
  if (value === undefined) throw new Error(key);
  return value;
}

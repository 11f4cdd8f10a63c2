export const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

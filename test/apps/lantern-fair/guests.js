import { initializeApp } from 'firebase/app';
import { useCollection } from 'vuefire';

// Which of its products is used stays with the wrapper: the start speaks for them.
export const app = initializeApp({ projectId: 'lantern-fair' }); // ungated to: unknown firebase-firestore
export const guests = () => useCollection('guests');

import cookieParser from 'cookie-parser';
import express from 'express';
import { port } from './config.js';
import { chat } from './routes/chat.js';
import { session } from './session.js';

const app = express();
app.use(express.json({ limit: '256kb' }));
app.use(cookieParser());
app.use(session);
app.use('/api/chat', chat);
app.use(express.static('dist'));

app.listen(port, () => console.log(`hangang-chat listens on ${port}`));

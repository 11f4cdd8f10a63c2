import { contextBridge, ipcRenderer } from 'electron';
import { CHANNEL } from './channels';

const post = (channel: string, ...rest: unknown[]) => ipcRenderer.send(channel, ...rest);

contextBridge.exposeInMainWorld('paint', {
  count: (name: string) => post(CHANNEL.count, name),
  saved: () => post(CHANNEL.saved),
  agreed: (agreed: boolean) => post(CHANNEL.agreed, agreed),
  mayCount: () => ipcRenderer.invoke(CHANNEL.mayCount),
  onStarted: (heard: () => void) => ipcRenderer.on(CHANNEL.started, () => heard()),
  on: (channel: string, heard: (...rest: unknown[]) => void) => ipcRenderer.on(channel, (_event, ...rest) => heard(...rest)),
});

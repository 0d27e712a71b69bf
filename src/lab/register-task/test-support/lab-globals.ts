/** What Lab's own modules ask of a browser as they load, and jsdom lacks. To be imported before them. */
Reflect.set(globalThis, 'DragEvent', class extends MouseEvent {});
Reflect.set(globalThis, 'matchMedia', () => new EventTarget());

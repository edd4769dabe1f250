const movedKey = 'tidings.moved';

/** Another tab went to another workspace, or somebody else signed in there: a full load, so that nothing of before stays on this page. */
export function goWhereItIs(): void {
  sessionStorage.setItem(movedKey, 'yes');
  window.location.assign('/');
}

/** Whether this page was loaded because of that; true once. */
export function wasMoved(): boolean {
  const was = sessionStorage.getItem(movedKey) !== null;
  sessionStorage.removeItem(movedKey);
  return was;
}

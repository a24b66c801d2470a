/** In place of a page whose first answer is on its way. The frame says which request it waits for; here nothing moves. */
export function WaitingPage() {
  return <div className="waiting-page" aria-busy="true" />;
}

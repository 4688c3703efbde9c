export default function Page() { return <h1>Presage</h1>; }

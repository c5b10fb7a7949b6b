pub fn test(_route: crate::route::Wanted) -> crate::Result<()> {
    Ok(())
}
pub fn bench() -> crate::Result<()> {
    Ok(())
}

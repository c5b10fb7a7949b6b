pub fn setup(_route: crate::route::Wanted) -> crate::Result<()> {
    Ok(())
}

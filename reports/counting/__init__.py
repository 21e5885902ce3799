"""How clients and money are counted: what is asked, which rows it concerns, and their sums."""
